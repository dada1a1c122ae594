from kwis.agreements.models.agreement import Agreement
from kwis.agreements.models.target import Target
from kwis.agreements.models.work_calendar import CalendarDay, DeskHours, TeamHours, WorkCalendar, rules_of

__all__ = ["Agreement", "CalendarDay", "DeskHours", "Target", "TeamHours", "WorkCalendar", "rules_of"]
