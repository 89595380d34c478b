#pragma once

namespace linchpin::app {

/// Exit statuses of the program (INTERFACE: command line).
enum ExitStatus : int {
    kDone = 0,
    kInputWrong = 1,        ///< the message names file, line, what was expected, what was found
    kCommandLineWrong = 2,
    kMachineLacks = 3,      ///< no OpenGL 3.3, no ffmpeg, disk full
    kCancelled = 130
};

}  // namespace linchpin::app
