from kwis.agreements.models.agreement import Agreement
from kwis.agreements.models.target import Target
from kwis.agreements.models.work_calendar import CalendarDay, DeskHours, TeamHours, WorkCalendar

__all__ = ["Agreement", "CalendarDay", "DeskHours", "Target", "TeamHours", "WorkCalendar"]
