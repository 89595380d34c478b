#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace linchpin::app {

/// A QR code: `size` x `size` modules, row after row from the top; 1 = dark. Four light modules belong around it.
struct QrCode {
    int size = 0;
    std::vector<std::uint8_t> dark;
};
inline constexpr int kQrQuietModules = 4;

/// @return  empty when the text is longer than a QR code holds (2,953 bytes at the weakest correction)
[[nodiscard]] std::optional<QrCode> make_qr(const std::string& text);

}  // namespace linchpin::app
