#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "data/core/country_code.h"
#include "data/core/date.h"
#include "data/core/result.h"
#include "data/geo/sphere.h"

using namespace linchpin;
using Catch::Matchers::WithinAbs;

TEST_CASE("country codes are three upper-case letters and nothing else", "[core]") {
    CHECK(CountryCode::parse("CHN")->str() == "CHN");
    CHECK_FALSE(CountryCode::parse("chn"));
    CHECK_FALSE(CountryCode::parse("CN"));
    CHECK_FALSE(CountryCode::parse("C1N"));
    CHECK(CountryCode{}.empty());
}

TEST_CASE("dates: civil calendar, partial forms, impossible days", "[core]") {
    CHECK(Date::from_ymd(1970, 1, 1).days == 0);
    CHECK(Date::from_ymd(2000, 3, 1).days == 11017);  // 30 years of 365 days, 7 leap days, 31 + 29 days
    CHECK(Date::parse("2026-08-21")->iso() == "2026-08-21");
    CHECK(Date::parse("2026")->iso() == "2026-01-01");
    CHECK(Date::parse("2026-02")->iso() == "2026-02-01");
    CHECK(Date::parse("2024-02-29"));
    CHECK_FALSE(Date::parse("2023-02-29"));
    CHECK_FALSE(Date::parse("2023-13-01"));
    CHECK_FALSE(Date::parse("2023-1-1"));
    CHECK_FALSE(Date::parse(""));
}

TEST_CASE("instants: fractions, short forms, before 1970", "[core]") {
    CHECK(*parse_instant_unix_s("1970-01-02T00:00:01.5Z") == 86401.5);
    CHECK(*parse_instant_unix_s("2000-01-01T12:00") == 946728000.0);
    CHECK(*parse_instant_unix_s("2000-01-01") == 946684800.0);
    CHECK_FALSE(parse_instant_unix_s("2000-01-01T25:00"));
    CHECK_FALSE(parse_instant_unix_s("2000-01-01T12:00X"));
    CHECK(format_instant(946728000.0) == "2000-01-01T12:00:00Z");
    CHECK(format_instant(-1.0) == "1969-12-31T23:59:59Z");
}

TEST_CASE("lifetimes are half open and unbounded where nothing is said (M22)", "[core]") {
    const Lifetime life{Date::from_ymd(2020, 1, 1), Date::from_ymd(2022, 1, 1)};
    CHECK_FALSE(life.active_at(Date::from_ymd(2019, 12, 31)));
    CHECK(life.active_at(Date::from_ymd(2020, 1, 1)));
    CHECK(life.active_at(Date::from_ymd(2021, 12, 31)));
    CHECK_FALSE(life.active_at(Date::from_ymd(2022, 1, 1)));
    CHECK(Lifetime{}.active_at(Date{-100000}));
}

TEST_CASE("errors say where, then what", "[core]") {
    CHECK(Error{"expected a number, found \"x\"", "trade.csv", 17, 3}.text() == "trade.csv:17:3: expected a number, found \"x\"");
    CHECK(Error{"disk full"}.text() == "disk full");
}

TEST_CASE("sphere: known distances and directions", "[geo]") {
    const geo::LatLon london{51.5074, -0.1278};
    const geo::LatLon new_york{40.7128, -74.0060};
    CHECK_THAT(geo::distance_km(london, new_york), WithinAbs(5570.2, 0.5));
    CHECK_THAT(geo::distance_km({0, 0}, {0, 180}), WithinAbs(geo::kPi * geo::kEarthRadiusKm, 1e-6));
    CHECK(geo::to_unit({0, 90}).y == 1.0);
    const geo::LatLon back = geo::to_lat_lon(geo::to_unit({-33.9, 151.2}));
    CHECK_THAT(back.lat_deg, WithinAbs(-33.9, 1e-12));
    CHECK_THAT(back.lon_deg, WithinAbs(151.2, 1e-12));
    CHECK(geo::to_lat_lon({0, 0, 1}).lat_deg == 90.0);
    const auto mid = geo::slerp(geo::to_unit({0, 0}), geo::to_unit({0, 90}), 0.5);
    CHECK_THAT(geo::to_lat_lon(mid).lon_deg, WithinAbs(45.0, 1e-12));
    CHECK_THAT(geo::wrap_lon_deg(190.0), WithinAbs(-170.0, 1e-12));
    CHECK_THAT(geo::wrap_lon_deg(-180.0), WithinAbs(-180.0, 1e-12));
}
