"""What a device's clock said, each time it was compared with ours."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class ClockSample(Base):
    """One comparison: at ``wall`` the device was ``off`` ms behind us.

    Give or take ``unc``. ``boot`` names the run of the app in which ``mono`` counts.
    """

    __tablename__ = "clock_sample"
    __table_args__ = (Index(None, "account_id", "device_id", "wall"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    boot: Mapped[str] = mapped_column(String(64), primary_key=True)
    wall: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    mono: Mapped[float | None]
    off: Mapped[float]
    unc: Mapped[float]
    received_at: Mapped[datetime]
