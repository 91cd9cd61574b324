"""A dataset of several maps in code: its maps, read one by one, and its tables, graphs and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.datasets.folders import check_dataset, find_datasets
from argmap.datasets.groups import groups
from argmap.datasets.schema import TABLES
from argmap.datasets.splits.file import Splits, splits_in
from argmap.datasets.tables import NO_OUTCOMES, rows
from argmap.datasets.texts import Texts
from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError, InvalidInput, UnknownName, UnreadableInput
from argmap.experiments.outcome import Outcome
from argmap.frames import Row, frame_function
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.storage.load import load_map

if TYPE_CHECKING:
    import networkx as nx

    from argmap.lint.settings import Settings

ON_ERROR = ("raise", "skip")
OutcomesOf = Callable[[ArgumentMap], Mapping[str, Outcome]]
"""What experiments of a map gave, by name of experiment."""


def no_outcomes(_: ArgumentMap) -> Mapping[str, Outcome]:
    """Return no outcomes: of a dataset whose experiments did not run."""
    return NO_OUTCOMES


@dataclass(frozen=True, eq=False)
class Dataset:
    """The maps in a folder, sorted by the names of their folders, each read when its turn comes.

    A loop over the dataset yields the maps, `dataset["id"]` is one of them, and `"id" in dataset` says whether there is
    one. `len(dataset)` counts the folders that hold a map, those with a faulty map among them. No map is kept: a second
    loop reads the files again.

    Args:
        path: a folder of datasets, or one dataset.
        on_error: what to do with a faulty map: "raise", or "skip" it and keep what is wrong in `diagnostics`.
        check: whether a map counts as faulty in which the rules of `argmap check` find an error.
        results: returns what the experiments of a map gave, by name of experiment, for the table `measurements`.

    Raises:
        UnreadableInput: there is no such folder, it cannot be read, or there is no map in it.
        UnknownName: `on_error` is neither "raise" nor "skip".

    Example:
        >>> dataset = Dataset("data")
        >>> [map.id for map in dataset]
        ['car-free-centre', 'io-js-core', 'math-in-ml', 'typing-for-a-team']
        >>> sum(row["kind"] == "undercut" for row in dataset.rows("relations"))
        18
    """

    path: str | Path
    on_error: str = "raise"
    check: bool = False
    results: OutcomesOf = no_outcomes
    folders: tuple[Path, ...] = field(init=False)
    _faults: dict[Path, tuple[Diagnostic, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.on_error not in ON_ERROR:
            raise UnknownName("way to treat a faulty map", self.on_error, ON_ERROR)
        object.__setattr__(self, "folders", find_datasets(self.path))

    def __len__(self) -> int:
        return len(self.folders)

    def __repr__(self) -> str:
        return f"<Dataset {str(self.path)!r}: {len(self)} map{'' if len(self) == 1 else 's'}>"

    def __iter__(self) -> Iterator[ArgumentMap]:
        """Yield the maps.

        Raises:
            InvalidInput: a map has faults.
            UnreadableInput: a map cannot be read.
            ArgmapError: two maps have the same id, by which tables tell them apart.
        """
        seen: dict[str, Path] = {}
        for folder in self.folders:
            map = self._read(folder)
            if map is None:
                continue
            if map.id in seen:
                raise ArgmapError(
                    f"{folder} and {seen[map.id]} have the same id {map.id!r}; rename one: its folder and its id"
                )
            seen[map.id] = folder
            yield map

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def __getitem__(self, id: str) -> ArgumentMap:
        """Return the map of that id.

        Raises:
            UnknownName: there is no such map.
        """
        map = self._find(id)
        if map is None:
            raise UnknownName("map", id, [folder.name for folder in self.folders], where=str(self.path))
        return map

    def _find(self, id: str) -> ArgumentMap | None:
        """Return a map by its id: that of a folder of this name, or else of any."""
        likely = sorted(self.folders, key=lambda folder: folder.name != id)
        read = (self._read(folder) for folder in likely)
        return next((map for map in read if map is not None and map.id == id), None)

    def _read(self, folder: Path) -> ArgumentMap | None:
        """Return the map in a folder; None of a faulty one that is skipped."""
        try:
            return _checked(folder) if self.check else load_map(folder)
        except (InvalidInput, UnreadableInput) as error:
            if self.on_error == "raise":
                raise
            known = tuple(fault for fault in error.diagnostics if isinstance(fault, Diagnostic))
            self._faults[folder] = known or (Diagnostic(Location(str(folder)), "AM001", str(error)),)
            return None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the maps that were skipped, as far as they have been read."""
        return tuple(fault for folder in sorted(self._faults) for fault in self._faults[folder])

    def rows(self, table: str) -> Iterator[Row]:
        """Return the rows of a table, map by map, as mappings by name of column.

        Args:
            table: such as "claims"; `argmap.datasets.schema.TABLES` declares them all.

        Raises:
            UnknownName: there is no such table.
        """
        if table not in TABLES:
            raise UnknownName("table", table, TABLES)
        splits = self.splits
        return (row for map in self for row in rows(map, table, self.results(map), splits.get(map.id)))

    def frame(self, table: str, backend: str | None = None) -> Any:
        """Return a table as a data frame.

        Args:
            table: such as "claims".
            backend: "pandas", "polars" or "arrow"; None takes the first of them that is installed.

        Raises:
            UnknownName: there is no such table or backend.
            MissingExtra: the backend is not installed; the message has the pip line.
        """
        make = frame_function("a data frame", backend)
        made = list(self.rows(table))
        return make(TABLES[table].types, made)

    def graphs(self, form: str = "flat") -> Iterator[tuple[str, nx.MultiDiGraph[str] | nx.DiGraph[str]]]:
        """Yield the id and the networkx graph of each map.

        Args:
            form: "flat" or "joined", as `argmap.to_networkx` has it.

        Raises:
            UnknownName: there is no such form.
        """
        from argmap.graph.views import to_networkx

        return ((map.id, to_networkx(map, form)) for map in self)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of maps that belong in one split, because they share a thread or the words of a post."""
        return groups(self)

    @cached_property
    def splits(self) -> Mapping[str, str]:
        """The split of each map, by its id, as `argmap dataset split` wrote them; empty where the dataset has none.

        Raises:
            InvalidInput, UnreadableInput: there is a file of splits, and it is none.
        """
        return self._splits.splits if self._splits is not None else {}

    @property
    def split_names(self) -> tuple[str, ...]:
        """The names of the splits, in the order of their shares."""
        shares = self._splits.shares if self._splits is not None else ()
        return tuple(dict.fromkeys((*shares, *sorted(self.splits.values()))))

    @cached_property
    def _splits(self) -> Splits | None:
        return splits_in(self.path)

    def texts(self, splits: Mapping[str, str] | None = None) -> Texts:
        """Return texts with labels, for training and testing programs that find arguments.

        Args:
            splits: the split of each map, such as "train", by id of map; None for those of the dataset. Where it has none,
                the column `split` is empty.

        Raises:
            ArgmapError: a map has no split, or maps that share a thread or the words of a post are in several.
        """
        chosen = self.splits if splits is None else splits
        if splits is not None or chosen:
            refuse_leaks(self.groups(), chosen)
        return Texts(self, chosen)


def dataset(
    path: str | Path,
    *,
    on_error: str = "raise",
    check: bool = False,
    results: OutcomesOf = no_outcomes,
) -> Dataset:
    """Return the maps in a folder as a dataset, each read when its turn comes.

    Args:
        path: a folder of datasets, or one dataset.
        on_error: what to do with a faulty map: "raise", or "skip" it and keep what is wrong in `diagnostics`.
        check: whether a map counts as faulty in which the rules of `argmap check` find an error.
        results: returns what the experiments of a map gave, by name of experiment, for the table `measurements`.

    Raises:
        UnreadableInput: there is no such folder, it cannot be read, or there is no map in it.
        UnknownName: `on_error` is neither "raise" nor "skip".
    """
    return Dataset(path, on_error, check, results)


def _checked(folder: Path) -> ArgumentMap:
    from argmap.lint.run import settings_of

    settings: Settings = settings_of(folder)
    checked = check_dataset(folder, settings)
    if checked.map is None:
        raise InvalidInput(fault for fault in checked.diagnostics if fault.severity is Severity.ERROR)
    return checked.map


def refuse_leaks(together: tuple[tuple[str, ...], ...], splits: Mapping[str, str]) -> None:
    """Do nothing if each group of maps is in one split.

    Raises:
        ArgmapError: it is not, or a map has no split.
    """
    for ids in together:
        for id in ids:
            if id not in splits:
                raise ArgmapError(
                    f"map {id!r} has no split; name one for every map of the dataset ('argmap dataset split' does)"
                )
        first, *others = ids
        for id in others:
            if splits[id] != splits[first]:
                raise ArgmapError(
                    f"map {first!r} is in the split {splits[first]!r} and map {id!r} in {splits[id]!r}, but they share "
                    "a thread or the words of a post; put them in one split"
                )
