from kwis.ui.models.pulse import PulseStamp

__all__ = ["PulseStamp"]
