"""What every action has."""

from abc import ABC, abstractmethod

from kwis.automation.models import Rule
from kwis.desk.models import Ticket


class Action(ABC):
    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    @abstractmethod
    def foretell(self, ticket: Ticket) -> str:
        """In one sentence what it would do with this call; changes nothing."""

    @abstractmethod
    def carry_out(self, ticket: Ticket) -> str:
        """Do it and say what was done. Raises `NotNow` when the call does not allow it."""
