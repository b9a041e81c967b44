"""Mail: how messages become bytes, and who is handed them."""

from concord.adapters.mail.transport import mail_transport, provider_witness

__all__ = ["mail_transport", "provider_witness"]
