#include "data/basemap/star_codec.h"

#include <cmath>

#include "data/basemap/byte_stream.h"

namespace linchpin::basemap {

std::string encode_stars(const std::vector<Star>& stars) {
    ByteWriter out;
    out.number(stars.size());
    for (const Star& s : stars) {
        out.number(static_cast<std::uint64_t>(std::llround(s.ra_deg * 1e4)));
        out.signed_number(std::llround(s.dec_deg * 1e4));
        out.signed_number(std::llround(static_cast<double>(s.magnitude) * 100.0));
        out.signed_number(std::llround(static_cast<double>(s.bv) * 100.0));
    }
    return out.bytes();
}

Result<std::vector<Star>> decode_stars(std::string_view body) {
    const auto within = [](std::int64_t v, std::int64_t largest) { return v >= -largest && v <= largest; };
    ByteReader in(body);
    std::vector<Star> stars(in.count());
    for (Star& s : stars) {
        const std::uint64_t ra = in.number();
        const std::int64_t dec = in.signed_number(), magnitude = in.signed_number(), bv = in.signed_number();
        if (ra >= 3600000 || !within(dec, 900000) || !within(magnitude, 3000) || !within(bv, 1000)) in.set_wrong();
        if (!in.ok()) break;
        s = {static_cast<double>(ra) / 1e4, static_cast<double>(dec) / 1e4, static_cast<float>(magnitude) / 100.0f,
             static_cast<float>(bv) / 100.0f};
    }
    if (!in.ok() || in.left() != 0 || stars.empty()) return Error{"expected star data, found values that cannot be"};
    return stars;
}

}  // namespace linchpin::basemap
