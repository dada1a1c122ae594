from kwis.catalogue.models.audience import Audience
from kwis.catalogue.models.form import FormField, IntakeForm
from kwis.catalogue.models.match import MatchExample, MatchWord
from kwis.catalogue.models.service import Service, ServiceCategory

__all__ = ["Audience", "FormField", "IntakeForm", "MatchExample", "MatchWord", "Service", "ServiceCategory"]
