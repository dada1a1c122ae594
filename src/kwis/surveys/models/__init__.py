from kwis.surveys.models.survey import Survey, SurveyAnswer

__all__ = ["Survey", "SurveyAnswer"]
