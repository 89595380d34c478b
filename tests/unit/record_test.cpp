// Recordings without a window, a GPU or ffmpeg: the encoder's arguments, parts on disk, sums of sub-frames, subtitles, EXR files.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "app/record/encode_line.h"
#include "app/record/frame_sink.h"
#include "app/record/frame_work.h"
#include "app/record/part_book.h"
#include "app/record/pass_sequence.h"
#include "app/record/sidecars.h"
#include "app/record/video_format.h"
#include "render/colour.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "linchpin-record-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

VideoSettings settings(Codec codec, int width_px = 1920, int height_px = 1080) {
    VideoSettings s;
    s.codec = codec;
    s.width_px = width_px;
    s.height_px = height_px;
    s.fps = 30;
    s.fps_divisor = 1;
    return s;
}

/// The word after an option; empty when the option is not there.
std::string after(const std::vector<std::string>& words, std::string_view option) {
    const auto at = std::find(words.begin(), words.end(), option);
    return at == words.end() || at + 1 == words.end() ? std::string{} : *(at + 1);
}

std::string read_all(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// ---- an EXR reader of our own, for the one kind of file that is written: scan lines, ZIP, half floats -------------------------------

float half_value(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31, mantissa = bits & 1023;
    const float sign = (bits & 0x8000) != 0 ? -1.0f : 1.0f;
    if (exponent == 0) return sign * std::ldexp(static_cast<float>(mantissa), -24);
    return sign * std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
}

struct Exr {
    int width = 0, height = 0;
    std::map<std::string, std::vector<float>> channels;
    std::vector<float> chromaticities;
};

template <class T> T take(const std::string& data, std::size_t& at) {
    REQUIRE(at + sizeof(T) <= data.size());
    T value;
    std::memcpy(&value, data.data() + at, sizeof(T));
    at += sizeof(T);
    return value;
}
std::string take_text(const std::string& data, std::size_t& at) {
    std::string text = data.c_str() + at;
    at += text.size() + 1;
    return text;
}

Exr read_exr(const fs::path& file) {
    const std::string data = read_all(file);
    std::size_t at = 0;
    Exr exr;
    REQUIRE(take<std::uint32_t>(data, at) == 20000630);
    REQUIRE((take<std::uint32_t>(data, at) & 0xff) == 2);
    std::vector<std::string> names;
    for (std::string name = take_text(data, at); !name.empty(); name = take_text(data, at)) {
        (void)take_text(data, at);
        const auto size = static_cast<std::size_t>(take<std::int32_t>(data, at));
        std::size_t value = at;
        at += size;
        if (name == "channels") {
            for (std::string channel = take_text(data, value); !channel.empty(); channel = take_text(data, value)) {
                REQUIRE(take<std::int32_t>(data, value) == 1);  // half
                value += 12;
                names.push_back(channel);
            }
        } else if (name == "compression") {
            REQUIRE(data[value] == 3);  // ZIP, 16 lines a block
        } else if (name == "dataWindow") {
            const auto left = take<std::int32_t>(data, value), top = take<std::int32_t>(data, value), right = take<std::int32_t>(data, value),
                       bottom = take<std::int32_t>(data, value);
            exr.width = right - left + 1;
            exr.height = bottom - top + 1;
        } else if (name == "chromaticities") {
            for (int i = 0; i < 8; ++i) exr.chromaticities.push_back(take<float>(data, value));
        }
    }
    const std::size_t blocks = static_cast<std::size_t>((exr.height + 15) / 16);
    at += blocks * 8;
    for (const std::string& name : names) exr.channels[name].resize(static_cast<std::size_t>(exr.width) * static_cast<std::size_t>(exr.height));
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto first = take<std::int32_t>(data, at);
        const auto size = static_cast<std::size_t>(take<std::int32_t>(data, at));
        const int lines = std::min(16, exr.height - first);
        const std::size_t raw_size = static_cast<std::size_t>(lines) * static_cast<std::size_t>(exr.width) * 2 * names.size();
        std::vector<std::uint8_t> raw(raw_size);
        if (size == raw_size) {
            std::memcpy(raw.data(), data.data() + at, size);  // it would not have become smaller
        } else {
            std::vector<std::uint8_t> packed(raw_size);
            uLongf length = raw_size;
            REQUIRE(uncompress(packed.data(), &length, reinterpret_cast<const Bytef*>(data.data() + at), size) == Z_OK);
            REQUIRE(length == raw_size);
            for (std::size_t i = 1; i < raw_size; ++i) packed[i] = static_cast<std::uint8_t>(packed[i] + packed[i - 1] - 128);
            for (std::size_t i = 0; i < raw_size; ++i) raw[i] = packed[i / 2 + (i % 2 == 0 ? 0 : (raw_size + 1) / 2)];
        }
        at += size;
        std::size_t from = 0;
        for (int line = 0; line < lines; ++line)
            for (const std::string& name : names)
                for (int x = 0; x < exr.width; ++x, from += 2)
                    exr.channels[name][static_cast<std::size_t>(first + line) * static_cast<std::size_t>(exr.width) + static_cast<std::size_t>(x)] =
                        half_value(static_cast<std::uint16_t>(raw[from] | raw[from + 1] << 8));
    }
    return exr;
}

}  // namespace

// ---- arguments of ffmpeg ------------------------------------------------------------------------------------------------------------

TEST_CASE("every codec is asked for by its encoder, with BT.709 of limited range in frames and file", "[record]") {
    const std::map<Codec, std::string> encoders{{Codec::H264, "libx264"}, {Codec::H265, "libx265"}, {Codec::Vp9, "libvpx-vp9"}, {Codec::Av1, "libsvtav1"}, {Codec::ProRes4444, "prores_ks"}};
    for (const auto& [codec, encoder] : encoders) {
        const auto words = part_arguments(settings(codec), "part.mp4");
        INFO(info_of(codec).id);
        CHECK(after(words, "-c:v") == encoder);
        CHECK(after(words, "-pixel_format") == "rgba");
        CHECK(after(words, "-video_size") == "1920x1080");
        CHECK(after(words, "-framerate") == "30");
        CHECK(after(words, "-colorspace") == "bt709");
        CHECK(after(words, "-color_primaries") == "bt709");
        CHECK(after(words, "-color_trc") == "bt709");
        CHECK(after(words, "-color_range") == "tv");
        CHECK_THAT(after(words, "-vf"), ContainsSubstring("out_color_matrix=bt709") && ContainsSubstring("out_range=tv") && ContainsSubstring("setparams=range=tv"));
        CHECK_THAT(after(words, "-vf"), ContainsSubstring(codec == Codec::ProRes4444 ? "yuv444p10le" : "format=yuv420p"));
        CHECK(words.back() == "part.mp4");
        if (info_of(codec).default_crf >= 0) CHECK(after(words, "-crf") == std::to_string(info_of(codec).default_crf));
    }
    const auto gif = part_arguments(settings(Codec::Gif), "part.mkv");
    CHECK(after(gif, "-c:v") == "ffv1");  // its colours are chosen when all frames are there
    CHECK(after(gif, "-f") == "rawvideo");
    for (const CodecInfo& info : codecs()) CHECK(info.needs_ffmpeg == !is_sequence(info.codec));
}

TEST_CASE("odd sides get a repeated row or column where colour has half the resolution, and only there", "[record]") {
    CHECK_THAT(after(part_arguments(settings(Codec::H264, 1919, 1079), "p"), "-vf"), ContainsSubstring("pad=1920:1080:0:0,fillborders=right=1:bottom=1:mode=smear"));
    CHECK_THAT(after(part_arguments(settings(Codec::Vp9, 1919, 1080), "p"), "-vf"), ContainsSubstring("pad=1920:1080:0:0,fillborders=right=1:bottom=0"));
    CHECK_THAT(after(part_arguments(settings(Codec::Av1, 1920, 1079), "p"), "-vf"), ContainsSubstring("fillborders=right=0:bottom=1"));
    CHECK_THAT(after(part_arguments(settings(Codec::H265, 1920, 1080), "p"), "-vf"), !ContainsSubstring("pad="));
    CHECK_THAT(after(part_arguments(settings(Codec::ProRes4444, 1919, 1079), "p"), "-vf"), !ContainsSubstring("pad="));
}

TEST_CASE("alpha, quality, rates and words of the user's own reach the encoder", "[record]") {
    VideoSettings s = settings(Codec::ProRes4444);
    CHECK(after(part_arguments(s, "p"), "-alpha_bits") == "0");
    s.alpha = true;
    CHECK(after(part_arguments(s, "p"), "-alpha_bits") == "16");
    CHECK_THAT(after(part_arguments(s, "p"), "-vf"), ContainsSubstring("yuva444p10le"));
    s = settings(Codec::H264);
    s.crf = 31;
    s.fps = 30000;
    s.fps_divisor = 1001;
    s.extra_arguments = {"-preset", "slow", "-crf", "20"};
    const auto words = part_arguments(s, "p");
    CHECK(after(words, "-framerate") == "30000/1001");
    CHECK(after(words, "-video_track_timescale") == "30000");
    // Ours first, theirs later: ffmpeg takes the last.
    const auto ours = std::find(words.begin(), words.end(), "31"), theirs = std::find(words.begin(), words.end(), "20");
    CHECK((ours != words.end() && theirs != words.end() && ours < theirs));
    CHECK(after(join_arguments(s, "list.txt", {}, "out.mp4"), "-movflags") == "+faststart");
    CHECK(after(join_arguments(s, "list.txt", {}, "out.mkv"), "-movflags").empty());
    CHECK(after(join_arguments(s, "list.txt", "chapters.txt", "out.mp4"), "-map_chapters") == "1");
    CHECK(after(join_arguments(settings(Codec::H265), "list.txt", {}, "out.mov"), "-tag:v") == "hvc1");
    // 29.97 frames a second: each frame of a GIF is due at its number over the rate.
    VideoSettings gif = settings(Codec::Gif);
    CHECK_THAT(after(join_arguments(gif, "l", "palette.png", "out.gif"), "-filter_complex"), ContainsSubstring("setpts=N*1/30/TB"));
}

TEST_CASE("names and codecs are told by their endings, and the sentence names what fits", "[record]") {
    CHECK(*codec_for("a/b.MP4") == Codec::H264);
    CHECK(*codec_for("b.webm") == Codec::Vp9);
    CHECK(*codec_for("b.exr") == Codec::Exr);
    CHECK_THAT(codec_for("b.avi").error().message, ContainsSubstring(".mp4") && ContainsSubstring("b.avi"));
    CHECK(*codec_by_id("prores") == Codec::ProRes4444);
    CHECK_THAT(codec_by_id("h246").error().message, ContainsSubstring("\"h264\""));
    CHECK(fits_name(Codec::Av1, "x.webm"));
    CHECK_FALSE(fits_name(Codec::H264, "x.webm"));
    for (const CodecInfo& info : codecs()) CHECK(estimated_bytes(settings(info.codec), 300) > 10.0 * estimated_bytes(settings(info.codec), 1) * 29.0);
}

// ---- parts --------------------------------------------------------------------------------------------------------------------------

TEST_CASE("parts are cut at multiples of their length, wherever a range begins; a short end goes with its neighbour", "[record]") {
    using Parts = std::vector<PartRange>;
    CHECK(cut_into_parts(0, 900, 300) == Parts{{0, 300}, {300, 600}, {600, 900}});
    CHECK(cut_into_parts(250, 700, 300) == Parts{{250, 300}, {300, 600}, {600, 700}});
    CHECK(cut_into_parts(295, 607, 300) == Parts{{295, 607}});  // 5 frames before the cut and 7 after the next one
    CHECK(cut_into_parts(0, 5, 300) == Parts{{0, 5}});
    CHECK(cut_into_parts(0, 10, 4) == Parts{{0, 4}, {4, 10}});  // parts of 4: no fewer than 4
}

TEST_CASE("a part is complete when its list of hashes is there; books tell jobs apart and lock", "[record]") {
    const Folder folder;
    const fs::path parts = folder.path / "out.mp4.parts";
    {
        auto book = PartBook::open(parts, "job one\n", ".mp4", false);
        REQUIRE(book);
        CHECK(book->file_of({0, 300}).filename() == "part-000000-000300.mp4");
        CHECK_FALSE(book->hashes_of({0, 2}));
        REQUIRE(book->complete({0, 2}, {"aa", "bb"}));
        CHECK(book->hashes_of({0, 2}) == std::vector<std::string>{"aa", "bb"});
        CHECK_FALSE(book->hashes_of({0, 3}));
        REQUIRE(book->complete({2, 5}, {"only one"}));  // a list that was cut short
        CHECK_FALSE(book->hashes_of({2, 5}));
        const auto second = PartBook::open(parts, "job one\n", ".mp4", true);
        REQUIRE_FALSE(second);
        CHECK_THAT(second.error().message, ContainsSubstring("another recording"));
    }
    {
        auto again = PartBook::open(parts, "job one\n", ".mp4", true);
        REQUIRE(again);
        CHECK(again->hashes_of({0, 2}));
    }
    {
        const auto other = PartBook::open(parts, "job two\n", ".mp4", true);
        REQUIRE_FALSE(other);
        CHECK_THAT(other.error().message, ContainsSubstring("another project or of other settings"));
    }
    std::ofstream{parts / "letter.txt"} << "mine";
    std::ofstream{parts / "part-of-something.txt"} << "mine";
    {
        auto fresh = PartBook::open(parts, "job two\n", ".mp4", false);
        REQUIRE(fresh);
        CHECK_FALSE(fresh->hashes_of({0, 2}));
        fresh->remove();
    }
    // What a recording did not put there stays.
    CHECK(fs::exists(parts / "letter.txt"));
    CHECK(fs::exists(parts / "part-of-something.txt"));
    CHECK_FALSE(fs::exists(parts / "job.txt"));
}

// ---- frames -------------------------------------------------------------------------------------------------------------------------

TEST_CASE("sub-frames and blocks are averaged in linear light, colour by alpha", "[record]") {
    FrameSum sum{1, 1, 2};
    const std::array<std::uint8_t, 16> block{255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255};
    std::array<std::uint8_t, 4> out{};
    sum.add(block);
    sum.result(out);
    CHECK(out == std::array<std::uint8_t, 4>{188, 188, 188, 255});  // half of the light is 188 in sRGB, not 128
    // A second picture that is clear: half there, its colour unchanged.
    sum.add(std::array<std::uint8_t, 16>{});
    sum.result(out);
    CHECK(out == std::array<std::uint8_t, 4>{188, 188, 188, 128});
    sum.clear();
    const std::array<std::uint8_t, 16> straight{200, 10, 30, 64, 200, 10, 30, 64, 200, 10, 30, 64, 200, 10, 30, 64};
    sum.add_straight(straight);
    sum.result(out);
    CHECK(out == std::array<std::uint8_t, 4>{200, 10, 30, 64});
    // Premultiplied in linear light and back.
    std::array<std::uint8_t, 8> pixels{static_cast<std::uint8_t>(render::encoded_of(render::linear_of(200) * 0.5f)), 0, 0, 128, 7, 8, 9, 255};
    to_straight_alpha(pixels);
    CHECK(std::abs(static_cast<int>(pixels[0]) - 200) <= 1);
    CHECK(pixels[4] == 7);
}

TEST_CASE("the hash of a frame is XXH3 with 128 bits", "[record]") {
    // Of no bytes at all, from the reference implementation's own test vectors.
    CHECK(frame_hash({}) == "99aa06d3014798d86001c324468d497f");
    const std::array<std::uint8_t, 3> a{1, 2, 3}, b{1, 2, 4};
    CHECK(frame_hash(a).size() == 32);
    CHECK(frame_hash(a) == frame_hash(std::vector<std::uint8_t>{1, 2, 3}));
    CHECK(frame_hash(a) != frame_hash(b));
}

TEST_CASE("an EXR file holds linear premultiplied light in half floats, and reads back", "[record]") {
    const Folder folder;
    constexpr int kWidth = 5, kHeight = 19;  // a block of 16 lines and one of 3
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < kWidth * kHeight; ++i)
        rgba.insert(rgba.end(), {static_cast<std::uint8_t>(i * 2), static_cast<std::uint8_t>(255 - i), static_cast<std::uint8_t>(i * 7), static_cast<std::uint8_t>(i % 3 == 0 ? 255 : i * 2)});
    REQUIRE(write_exr(folder.path / "a.exr", kWidth, kHeight, rgba));
    const Exr exr = read_exr(folder.path / "a.exr");
    REQUIRE(exr.width == kWidth);
    REQUIRE(exr.height == kHeight);
    REQUIRE(exr.channels.size() == 4);
    REQUIRE(exr.chromaticities.size() == 8);
    CHECK(exr.chromaticities[0] == Approx(0.64f));  // red of BT.709
    CHECK(exr.chromaticities[6] == Approx(0.3127f));
    for (std::size_t i = 0; i < rgba.size() / 4; ++i) {
        const float alpha = static_cast<float>(rgba[i * 4 + 3]) / 255.0f;
        CHECK(exr.channels.at("A")[i] == Approx(alpha).epsilon(1e-3).margin(1e-7));
        for (const auto& [name, k] : {std::pair{"R", 0u}, std::pair{"G", 1u}, std::pair{"B", 2u}})
            CHECK(exr.channels.at(name)[i] == Approx(render::linear_of(rgba[i * 4 + k]) * alpha).epsilon(1e-3).margin(1e-6));
    }
    const std::vector<float> light{0.25f, 2.5f, 0.0f, 0.5f, 1e-3f, 0.0f, 1.0f, 1.0f};
    REQUIRE(write_exr_light(folder.path / "light.exr", 2, 1, light));
    const Exr back = read_exr(folder.path / "light.exr");
    CHECK(back.channels.at("R") == std::vector<float>{0.25f, half_value(0x1419)});
    CHECK(back.channels.at("G")[0] == 2.5f);  // brighter than white stays so
    CHECK(back.channels.at("A") == std::vector<float>{0.5f, 1.0f});
}

TEST_CASE("files of a sequence and of its layers are numbered by frame", "[record]") {
    CHECK(sequence_file("a/talk.png", 12) == fs::path{"a/talk-000012.png"});
    CHECK(sequence_file("talk.exr", 1234567) == fs::path{"talk-1234567.exr"});
    CHECK(pass_file("a/talk.exr", "cables", 7) == fs::path{"a/talk.cables-000007.exr"});
    CHECK(layer_passes(true).size() + 1 == layer_passes(false).size());
    CHECK(std::string_view{layer_passes(true).front().name} == "earth");
    CHECK(std::string_view{layer_passes(false).back().name} == "labels");
}

// ---- what goes with a video -----------------------------------------------------------------------------------------------------------

TEST_CASE("subtitles: times, escapes, no empty line inside", "[record]") {
    const std::vector<Subtitle> subtitles{{0.125, 2.0, "A & B < C"}, {3661.5, 3662.0, "two\n\nlines\n"}};
    CHECK(srt_text(subtitles) == "1\n00:00:00,125 --> 00:00:02,000\nA & B < C\n\n2\n01:01:01,500 --> 01:01:02,000\ntwo\nlines\n\n");
    CHECK(vtt_text(subtitles) == "WEBVTT\n\n00:00:00.125 --> 00:00:02.000\nA &amp; B &lt; C\n\n01:01:01.500 --> 01:01:02.000\ntwo\nlines\n\n");
    CHECK(vtt_text({}) == "WEBVTT\n\n");
}

TEST_CASE("a caption whose number runs changes at most once a second", "[record]") {
    SubtitleTrack track;
    for (int frame = 0; frame < 50; ++frame) {
        const std::vector<SubtitleTrack::Shown> shown{{"{n} cables", std::to_string(frame) + " cables"}};
        track.frame(frame * 0.1, (frame + 1) * 0.1, frame < 25 ? shown : std::vector<SubtitleTrack::Shown>{});
    }
    const auto subtitles = track.finish();
    REQUIRE(subtitles.size() == 3);
    CHECK(subtitles[0].text == "0 cables");
    CHECK(subtitles[0].start_s == 0.0);
    CHECK(subtitles[0].end_s == Approx(1.0));
    CHECK(subtitles[1].text == "10 cables");
    CHECK(subtitles[2].text == "20 cables");
    CHECK(subtitles[2].end_s == Approx(2.5));
}

TEST_CASE("chapters count from the first frame of a range, and the one under way names its beginning", "[record]") {
    Project p;
    p.fps = 10;
    p.length_s = 10.0;
    p.title = "A = B; C";
    p.markers = {{0.0, "One", true}, {2.0, "no chapter", false}, {4.0, "Two", true}, {8.0, "Three", true}};
    CHECK(chapters_text(p, 0, 100) == ";FFMETADATA1\ntitle=A \\= B\\; C\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=8000\n"
                                      "title=Two\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=8000\nEND=10000\ntitle=Three\n");
    CHECK_THAT(chapters_text(p, 50, 100), ContainsSubstring("START=0\nEND=3000\ntitle=Two") && ContainsSubstring("START=3000\nEND=5000\ntitle=Three") && !ContainsSubstring("One"));
    p.markers.clear();
    CHECK(chapters_text(p, 0, 100).empty());
}
