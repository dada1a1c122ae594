from kwis.demo.models.loading import Loading

__all__ = ["Loading"]
