#include "app/dossier/xlsx.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <ctime>

#include "app/cli/metric_table.h"
#include "app/state/atomic_file.h"
#include "data/core/date.h"

namespace linchpin::dossier {
namespace {

struct Column {
    const char* title;
    double width;  ///< characters
};

/// Formats of the workbook, made once; the workbook owns them.
struct Looks {
    lxw_format *title, *head, *strong, *text, *wrapped, *share, *number;
    explicit Looks(lxw_workbook* book) {
        const auto make = [book] {
            lxw_format* const format = workbook_add_format(book);
            format_set_font_name(format, "Inter");
            format_set_font_size(format, 10);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            return format;
        };
        title = make();
        format_set_font_size(title, 18);
        format_set_bold(title);
        head = make();
        format_set_bold(head);
        format_set_bottom(head, LXW_BORDER_THIN);
        strong = make();
        format_set_bold(strong);
        text = make();
        wrapped = make();
        format_set_text_wrap(wrapped);
        share = make();
        format_set_num_format(share, "0.0%");
        number = make();
        format_set_num_format(number, "#,##0.###");
    }
};

class Sheet {
public:
    Sheet(lxw_workbook* book, const Looks& looks, const char* name) : looks_{looks}, sheet_{workbook_add_worksheet(book, name)} {}

    void columns(const std::vector<Column>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            worksheet_set_column(sheet_, col(i), col(i), columns[i].width, looks_.text);
            worksheet_write_string(sheet_, row_, col(i), columns[i].title, looks_.head);
        }
        first_ = row_;
        columns_ = columns.size();
        worksheet_freeze_panes(sheet_, row_ + 1, 0);
        next();
    }
    void text(const std::string& utf8, lxw_format* look = nullptr) {
        // A sheet holds 32,767 characters a cell and no empty strings; nothing here comes near.
        if (!utf8.empty()) worksheet_write_string(sheet_, row_, col(at_), utf8.c_str(), look != nullptr ? look : looks_.text);
        ++at_;
    }
    /// An empty cell where there is none: never zero. A cell has no infinity.
    void number(const std::optional<double>& value, lxw_format* look) {
        if (value && std::isfinite(*value)) worksheet_write_number(sheet_, row_, col(at_), *value, look);
        else if (value) worksheet_write_string(sheet_, row_, col(at_), *value > 0 ? "no limit" : "-", looks_.text);
        ++at_;
    }
    void next() {
        ++row_;
        at_ = 0;
    }
    void filters() {
        if (row_ > first_ + 1) worksheet_autofilter(sheet_, first_, 0, row_ - 1, col(columns_ - 1));
    }
    [[nodiscard]] lxw_worksheet* get() const noexcept { return sheet_; }

private:
    static lxw_col_t col(std::size_t i) noexcept { return static_cast<lxw_col_t>(i); }
    const Looks& looks_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0, first_ = 0;
    std::size_t at_ = 0, columns_ = 0;
};

lxw_format* look_of(const Looks& looks, report::Unit unit) { return unit == report::Unit::Share ? looks.share : looks.number; }

void figure(Sheet& sheet, const Looks& looks, const Document& document, const Entry& entry) {
    const report::Figure& f = entry.figure;
    sheet.text(f.partner_name.empty() ? f.partner : f.partner_name);
    sheet.number(f.state == report::FigureState::Value ? f.value : std::nullopt, look_of(looks, f.unit));
    sheet.text(std::string{app::unit_id(f.unit)});
    sheet.number(f.low, look_of(looks, f.unit));
    sheet.number(f.high, look_of(looks, f.unit));
    sheet.text(f.text);
    sheet.text(std::string{app::state_id(f.state)});
    sheet.number(f.year != 0 ? std::optional<double>{f.year} : std::nullopt, looks.text);
    sheet.text(f.as_of);
    sheet.text(f.carried ? "carried" : "");
    sheet.number(f.coverage, looks.share);
    sheet.text(f.note);
    sheet.text(entry.source > 0 ? document.sources[entry.source - 1] : std::string{});
    if (document.scenario.empty()) return;
    sheet.number(entry.before && entry.before->state == report::FigureState::Value ? entry.before->value : std::nullopt, look_of(looks, f.unit));
    sheet.text(entry.before ? (entry.before->partner_name.empty() ? entry.before->partner : entry.before->partner_name) : std::string{});
}

std::vector<Column> figure_columns(std::vector<Column> first, bool scenario) {
    for (const Column& each : std::initializer_list<Column>{{"Partner", 18}, {"Value", 13}, {"Unit", 9}, {"Low", 11}, {"High", 11}, {"Text", 12}, {"State", 12}, {"Year", 7}, {"As of", 26}, {"Carried", 9}, {"Known", 8}, {"Note", 50}, {"Source", 60}})
        first.push_back(each);
    if (scenario) first.insert(first.end(), {{"Before: value", 13}, {"Before: partner", 18}});
    return first;
}

void add_about(lxw_workbook* book, const Looks& looks, const Document& document) {
    Sheet sheet{book, looks, "About"};
    worksheet_set_column(sheet.get(), 0, 0, 110, looks.wrapped);
    sheet.text(document.title, looks.title);
    sheet.next();
    std::vector<std::string> lines{document.kind + " \u00b7 " + document.date, document.headline, document.members};
    if (!document.scenario.empty()) lines.push_back("What if, not what is: " + document.scenario);
    lines.insert(lines.end(), document.events.begin(), document.events.end());
    lines.insert(lines.end(), document.basis.begin(), document.basis.end());
    lines.push_back("The sheet Figures is the same as: " + document.command);
    lines.push_back("An empty value is missing, never zero; Note says why. Made by " + document.program + ".");
    for (const std::string& line : lines) {
        if (line.empty()) continue;
        sheet.text(line, looks.wrapped);
        sheet.next();
    }
}

void add_sections(lxw_workbook* book, const Looks& looks, const Document& document) {
    Sheet sheet{book, looks, "Exposure"};
    sheet.columns(figure_columns({{"Section", 17}, {"Product group", 30}, {"Measure", 40}, {"Metric", 8}, {document.members.empty() ? "Rank, 1 = most exposed" : "Members with a value", 24}}, !document.scenario.empty()));
    for (const Section& section : document.sections)
        for (const Entry& entry : section.entries) {
            sheet.text(section.name);
            sheet.text(entry.group);
            sheet.text(entry.name, looks.strong);
            sheet.text(entry.figure.metric);
            sheet.text(entry.rank);
            figure(sheet, looks, document, entry);
            sheet.next();
        }
    sheet.filters();
}

void add_every(lxw_workbook* book, const Looks& looks, const Document& document) {
    Sheet sheet{book, looks, "Figures"};
    sheet.columns(figure_columns({{"Metric", 8}, {"Item", 26}, {"Figure", 36}, {"Product group", 26}, {"Group id", 22}, {"Partner code", 12}}, !document.scenario.empty()));
    for (const Entry& entry : document.every) {
        sheet.text(entry.figure.metric);
        sheet.text(entry.figure.item);
        sheet.text(entry.name);
        sheet.text(entry.group);
        sheet.text(entry.figure.group);
        sheet.text(entry.figure.partner);
        figure(sheet, looks, document, entry);
        sheet.next();
    }
    sheet.filters();
}

void add_lists(lxw_workbook* book, const Looks& looks, const Document& document) {
    Sheet missing{book, looks, "Missing"};
    missing.columns({{"Figures", 80}, {"Why", 80}});
    for (const Missing& each : document.missing) missing.text(each.what, looks.wrapped), missing.text(each.why, looks.wrapped), missing.next();
    Sheet definitions{book, looks, "Definitions"};
    definitions.columns({{"Metric", 8}, {"Name", 40}, {"Definition", 100}, {"Source", 50}});
    for (const Definition& each : document.definitions) {
        for (const std::string* const text : {&each.metric, &each.name, &each.text, &each.source}) definitions.text(*text, looks.wrapped);
        definitions.next();
    }
    Sheet sources{book, looks, "Sources"};
    sources.columns({{"Number", 8}, {"Source", 140}});
    for (std::size_t i = 0; i < document.sources.size(); ++i) sources.number(static_cast<double>(i + 1), looks.text), sources.text(document.sources[i], looks.wrapped), sources.next();
    for (const std::string& line : document.licences) sources.text(""), sources.text(line, looks.wrapped), sources.next();
}

/// The date of the data as the day on which the file was made, so that the same data give the same bytes.
std::time_t made_at(const std::string& date) {
    const std::optional<Date> day = Date::parse(date);
    return day ? static_cast<std::time_t>(day->days) * 86400 : 946684800;
}

/// A file in memory: the library writes to a name only, and says itself on standard error when a disk is full.
class MemoryFile {
public:
    MemoryFile() : fd_{memfd_create("linchpin-workbook", MFD_CLOEXEC)} {}
    ~MemoryFile() {
        if (fd_ >= 0) close(fd_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    [[nodiscard]] bool open() const noexcept { return fd_ >= 0; }
    [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(fd_); }
    [[nodiscard]] std::string bytes() const {
        std::string all;
        std::array<char, 65536> some{};
        for (off_t at = 0;;) {
            const ssize_t got = pread(fd_, some.data(), some.size(), at);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return all;
            all.append(some.data(), static_cast<std::size_t>(got));
            at += got;
        }
    }

private:
    int fd_;
};

}  // namespace

Status write_xlsx(const std::filesystem::path& file, const Document& document) {
    const MemoryFile memory;
    lxw_workbook* const book = memory.open() ? workbook_new(memory.name().c_str()) : nullptr;
    if (book == nullptr) return Error{"there is not enough memory for the workbook", file};
    lxw_doc_properties properties{};
    std::string title = document.title + ": " + document.kind, program = document.program;
    properties.title = title.data();
    properties.author = program.data();
    properties.created = made_at(document.date);
    workbook_set_properties(book, &properties);
    const Looks looks{book};
    add_about(book, looks, document);
    add_sections(book, looks, document);
    add_every(book, looks, document);
    add_lists(book, looks, document);
    if (const lxw_error failed = workbook_close(book); failed != LXW_NO_ERROR) return Error{std::string{"cannot be written: "} + lxw_strerror(failed), file};
    return app::write_text_file(file, memory.bytes());
}

}  // namespace linchpin::dossier
