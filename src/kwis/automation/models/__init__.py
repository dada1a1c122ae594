from kwis.automation.models.rule import Rule, RuleRun

__all__ = ["Rule", "RuleRun"]
