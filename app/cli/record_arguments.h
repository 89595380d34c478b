#pragma once
#include "app/cli/argument_texts.h"
#include "app/cli/options.h"

namespace linchpin::app {

void add_record(CLI::App& to, Texts& texts, RecordOptions& options);
[[nodiscard]] Problem finish_record(const Texts& texts, RecordOptions& options);
void add_join(CLI::App& to, Texts& texts, JoinOptions& options);

extern const char* const kRecordFooter;
extern const char* const kJoinFooter;

}  // namespace linchpin::app
