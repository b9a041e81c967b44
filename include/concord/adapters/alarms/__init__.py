"""Second ways to people, for alarms: none of them goes by what is watched."""

from concord.adapters.alarms.channel import alarm_channel, heartbeat

__all__ = ["alarm_channel", "heartbeat"]
