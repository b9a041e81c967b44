"""Rows that are not about the content of a file: where each is held to its rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A bad input that is met outside of reading, what must become of it, and its tests."""

    number: int
    what: str
    required: str
    tests: tuple[str, ...]


def _at(number: int, what: str, required: str, *tests: str) -> Elsewhere:
    return Elsewhere(number=number, what=what, required=required, tests=tests)


LOCAL = "adapters/drives/test_local.py"
GOOGLE = "adapters/drives/test_google"
TAKE = "services/test_take_deliveries.py"
RECORD = "services/test_record_submission.py"
LETTERS = "adapters/test_letters.py"
WRITER = "adapters/mail/test_writer.py"
CASES: tuple[Elsewhere, ...] = (
    _at(
        *(6, "a file that looks unfinished", "waits a few rounds before its verdict"),
        f"{TAKE}::test_a_file_that_looks_unfinished_is_given_time",
    ),
    _at(
        *(16, "a file larger than let in", "refused by its size, before it is copied"),
        "services/test_land_file.py::test_a_file_beyond_the_limit_is_not_copied_at_all",
        "adapters/workbook/test_gate.py::test_a_file_beyond_the_agreed_size_is_not_even_opened",
    ),
    _at(
        *(17, "a file replaced while it is read", "waits; two versions are never mixed"),
        f"{GOOGLE}_download.py::test_a_file_replaced_at_any_moment_is_not_mixed",
        f"{TAKE}::test_a_file_that_changes_under_our_hands_waits_and_the_others_go_on",
    ),
    _at(
        *(18, "a Google sheet too large to export", "refused, with what to send instead"),
        f"{GOOGLE}_download.py::test_a_sheet_too_large_to_export_is_refused_and_says_what_to_send",
        f"{GOOGLE}_items.py::test_a_sheet_is_known_by_version_and_time_and_has_no_size",
    ),
    _at(
        *(19, "shortcuts, the bin, equal names", "followed once, ignored, both held"),
        f"{GOOGLE}_listing.py::test_a_file_that_many_ways_lead_to_is_listed_once",
        f"{GOOGLE}_listing.py::test_what_lies_in_the_bin_is_not_there",
        f"{TAKE}::test_of_two_files_with_one_name_neither_is_used",
    ),
    _at(
        *(20, "files that programs leave behind", "ignored and counted"),
        "adapters/drives/test_left_behind.py::test_files_that_programs_leave_behind",
        f"{LOCAL}::test_what_was_left_behind_is_counted",
    ),
    _at(
        *(21, "links, pipes and devices", "refused by name, never followed or waited for"),
        f"{LOCAL}::test_links_and_pipes_are_refused_by_name",
        f"{LOCAL}::test_a_folder_outside_is_not_reached_by_a_link",
        f"{LOCAL}::test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for",
    ),
    _at(
        *(22, "names that play tricks", "shown escaped, matched in one normal form"),
        "services/test_drive_refusals.py::test_equal_names_wait_for_a_person_and_show_no_tricks",
        f"{LOCAL}::test_a_name_that_is_no_text_is_shown_escaped_and_read",
        f"{LOCAL}::test_a_folder_is_found_however_its_accents_are_spelled",
    ),
    _at(
        *(52, "nothing offered and nothing answered", "no volume: neither a pass nor a miss"),
        "domain/test_kpi.py::test_no_volume_is_no_value",
        "domain/service_level/test_rating.py::test_no_volume_is_neither_a_pass_nor_a_miss",
    ),
    _at(
        *(54, "a unit that changed unannounced", "waits for a person"),
        "domain/reading/test_drift.py::test_a_factor_of_60_or_100_against_six_periods_is_told",
        "services/test_compare_units.py::test_seconds_that_became_minutes_wait_for_a_person",
    ),
    _at(
        *(55, "noise of floats at a threshold", "compared as agreed, rounded once at the end"),
        "domain/service_level/test_rounding.py::"
        "test_a_value_is_rounded_as_agreed_before_it_is_compared",
        "domain/service_level/test_rating.py::"
        "test_without_a_rounding_rule_the_exact_value_is_compared",
    ),
    _at(
        *(63, "a period that comes twice", "a restatement under its key, else for a person"),
        "services/test_collect.py::test_a_newer_file_restates_the_period_it_covers",
        "adapters/duckdb_observations/test_observations.py::"
        "test_the_same_rows_sent_twice_count_once",
    ),
    _at(
        *(65, "a file for a period that was reported", "held until it is approved"),
        f"{RECORD}::test_what_restates_a_reported_period_is_held",
    ),
    _at(
        *(66, "the first bytes again", "known, and current again"),
        f"{RECORD}::test_a_content_that_came_back_restates_what_had_replaced_it",
        f"{TAKE}::test_a_content_put_back_in_place_is_current_again",
    ),
    _at(
        *(67, "days that are missing", "incomplete, never zero"),
        "services/test_measure.py::test_a_month_without_a_file_is_incomplete",
        "domain/test_completeness.py::"
        "test_each_declared_site_must_deliver_where_the_coverage_says_so",
    ),
    _at(
        *(68, "a file that nobody asked for", "named, and no partner made up for it"),
        "services/test_new_files.py::test_files_that_the_source_does_not_ask_for_are_named",
    ),
    _at(
        *(74, "a text that begins as a formula", "a text in whatever we write"),
        "adapters/report_formats/test_xlsx.py::"
        "test_text_of_files_never_becomes_a_formula_or_a_link",
    ),
    _at(
        *(75, "HTML in names", "escaped, with a plain twin"),
        f"{LETTERS}::test_content_is_escaped_and_never_rendered_again",
        "adapters/report_formats/test_html.py::test_names_are_escaped",
    ),
    _at(
        *(76, "templates in names", "never rendered"),
        f"{LETTERS}::test_content_is_escaped_and_never_rendered_again",
        "adapters/report_formats/test_look.py::test_templates_run_in_a_sandbox",
    ),
    _at(
        *(77, "line ends in subjects and names", "no header is forged, by either sender"),
        f"{WRITER}::test_no_text_forges_a_header_or_breaks_the_mail",
        "adapters/mail/test_sendgrid_request.py::test_no_text_breaks_the_request",
        "domain/test_message.py::test_a_header_is_one_printable_line_and_stays_as_it_is",
    ),
    _at(
        *(78, "line ends in the texts of a calendar", "no line is added to it"),
        "adapters/test_calendar_file.py::test_no_text_adds_a_line_to_the_calendar",
        "adapters/test_calendar_file.py::test_no_text_adds_a_line_to_the_calendar_of_a_plan",
    ),
    _at(
        *(79, "markup of chats and trackers", "a name is no markup"),
        "domain/test_shadow.py::test_a_name_is_no_markup",
        "services/test_ask_submission_decision.py::"
        "test_the_rows_are_shown_by_their_addresses_and_never_become_links",
    ),
    _at(
        *(80, "links of other kinds", "left out"),
        f"{LETTERS}::test_links_of_other_kinds_are_left_out",
    ),
    _at(
        *(81, "an address in a file", "nobody is written to whom the agreement does not name"),
        "domain/test_data_contacts.py::test_who_answers_for_the_files",
        "domain/test_data_contacts.py::test_without_an_owner_nobody_stands_in_for_the_partner",
    ),
    _at(
        *(82, "control characters on their way to a log", "shown as escapes"),
        "domain/test_finding.py::test_nothing_hidden_ever_comes_through",
        "domain/test_finding.py::test_no_character_that_turns_or_breaks_a_line_comes_through",
    ),
    _at(
        *(83, "quotes that end a query", "escaped"),
        f"{GOOGLE}_queries.py::test_no_text_ends_the_literal_that_it_stands_in",
    ),
    _at(
        *(84, "a report that fetches what it shows", "nothing remote, no script, no image"),
        "adapters/report_formats/test_html.py::test_it_is_not_clipped_and_has_no_images_or_scripts",
        f"{LETTERS}::test_mail_holds_no_script_no_image_and_nothing_remote",
    ),
)
