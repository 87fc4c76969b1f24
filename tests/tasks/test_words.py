"""What tasks are called."""

from django_tasks.base import Task

from factcheck import tasks
from factcheck.domain.queue import WORDS


def test_every_task_has_words_for_the_admin() -> None:
    rooms = [getattr(tasks, name) for name in tasks.__all__]
    found = {
        thing.module_path
        for room in rooms
        for thing in vars(room).values()
        if isinstance(thing, Task)
    }
    assert found == set(WORDS)
