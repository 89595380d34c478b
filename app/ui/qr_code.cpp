#include "app/ui/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace linchpin::app {

std::optional<QrCode> make_qr(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L), &QRcode_free};
    if (!code) return std::nullopt;
    QrCode out{code->width, {}};
    const auto modules = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    out.dark.reserve(modules);
    for (std::size_t i = 0; i < modules; ++i) out.dark.push_back(code->data[i] & 1);  // the other bits say what a module is for
    return out;
}

}  // namespace linchpin::app
