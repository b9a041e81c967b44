"""What answers to partners need, in memory: marking that names its job, figures of any file."""

from dataclasses import dataclass, field

from concord.domain.annotation import AnnotationForm
from concord.domain.message import Attachment
from concord.domain.read_figures import ColumnTotal
from concord.domain.source import Source
from concord.ports import Annotation, AnnotationJob, ObservationFile


@dataclass
class FakeAnnotator:
    """Marks by naming the job; `size` is how much each marked workbook weighs."""

    size: int = 10
    form: AnnotationForm = AnnotationForm.MARKED
    jobs: list[AnnotationJob] = field(default_factory=list)

    def annotate(self, job: AnnotationJob) -> Annotation:
        self.jobs.append(job)
        attachment = Attachment(name=job.name, media_type="xlsx", content=b"x" * self.size)
        return Annotation(form=self.form, attachment=attachment)


class FakeReadFigures:
    """Figures of no column."""

    def totals(self, source: Source, file: ObservationFile) -> tuple[ColumnTotal, ...]:  # noqa: ARG002 - as the port has it
        return ()
