from kwis.channels.models.delivery import Delivery
from kwis.channels.models.raw_mail import RawMail
from kwis.channels.models.unwanted_sender import UnwantedSender

__all__ = ["Delivery", "RawMail", "UnwantedSender"]
