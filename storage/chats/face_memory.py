"""What a face remembers from one process to the next, by name."""

from storage.database.database import Database


class FaceMemory:
    """Short texts that faces store, by platform and name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, platform: str, name: str) -> str:
        """Return what is stored; empty if nothing."""
        async with self._database.snapshot() as snapshot:
            row = await snapshot.one(
                """
                SELECT value FROM face_memory
                WHERE platform = :platform AND name = :name
                """,
                {"platform": platform, "name": name},
            )
        return str(row["value"]) if row else ""

    async def remember(self, platform: str, name: str, value: str) -> None:
        """Store a value in place of the one before."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO face_memory (platform, name, value)
                VALUES (:platform, :name, :value)
                ON CONFLICT (platform, name) DO UPDATE SET value = excluded.value
                """,
                {"platform": platform, "name": name, "value": value},
            ),
            scope=f"face_memory {platform}",
        )
