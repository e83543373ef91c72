"""办理: the official acts (报送, 出具意见, 入册, 发布, 保存), each recorded in git as one version by the tool itself."""

from shudi_cli.acts.desk import Clerk, Desk, desk_at

__all__ = ["Clerk", "Desk", "desk_at"]
