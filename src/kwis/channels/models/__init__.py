from kwis.channels.models.counter import Counter, Visit
from kwis.channels.models.delivery import Delivery
from kwis.channels.models.raw_mail import RawMail
from kwis.channels.models.unwanted_sender import UnwantedSender

__all__ = ["Counter", "Delivery", "RawMail", "UnwantedSender", "Visit"]
