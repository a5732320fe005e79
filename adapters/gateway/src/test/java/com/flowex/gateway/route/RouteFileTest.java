package com.flowex.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileTest {

    private static final RouteDefaults DEFAULTS =
            new RouteDefaults(LoadBalancingPolicy.ROUND_ROBIN, Duration.ofSeconds(30), Duration.ofSeconds(600), 2);

    private static RouteFile.ReadResult read(String... lines) {
        return RouteFile.read(List.of(lines), DEFAULTS);
    }

    @Test
    void aPathGoesWhereItsLongestPrefixGoes() {
        RouteFile.ReadResult read = read(
                "# all of it",
                "upstream all 127.0.0.1:8001",
                "upstream market dns:market.flowex.svc:8003 weight=3   # two of them",
                "upstream market 10.0.0.7:8003",
                "route / all",
                "route /api/market-data market balance=least_connections first-byte=5 whole=20 retries=0 stale=30");

        assertEquals(List.of(), read.errors());
        RouteTable table = read.table();
        RelayRoute market = table.of("/api/market-data/tickers").orElseThrow();
        assertEquals(
                new RelayRoute(
                        "/api/market-data",
                        "market",
                        LoadBalancingPolicy.LEAST_CONNECTIONS,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        0,
                        Duration.ofSeconds(30)),
                market);
        assertEquals("all", table.of("/api/market-database").orElseThrow().group());
        assertEquals("market", table.of("/api/market-data").orElseThrow().group());
        assertEquals(
                List.of(
                        new UpstreamAddress("market.flowex.svc", 8003, 3, true),
                        new UpstreamAddress("10.0.0.7", 8003, 1, false)),
                table.groups().getOrDefault("market", List.of()));
    }

    /** Its paths begin with everything that services serve, /.well-known among it. */
    @Test
    void theFileOfTheGuideIsTaken() throws IOException {
        RouteFile.ReadResult guide =
                RouteFile.read(Files.readAllLines(Repository.file("docs/operations/services.routes")), DEFAULTS);

        assertEquals(List.of(), guide.errors());
        assertEquals(
                "identity",
                guide.table().of("/.well-known/jwks.json").orElseThrow().group());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upstrem a 1.2.3.4:80 | line 1 begins with \"upstrem\", which is neither upstream nor route",
                "upstream a | line 1 must be: upstream NAME HOST:PORT [weight=N]",
                "upstream a host:0 | line 1 has the address \"host:0\", which must be " + UpstreamAddress.FORM,
                "upstream a https://host:80 | line 1 has the address \"https://host:80\", which must be "
                        + UpstreamAddress.FORM,
                "upstream A host:80 | line 1 has the name \"A\", which must be small letters, digits and hyphens, 32 at most",
                "upstream a host:80 weight=0 | line 1 has weight=0, which must be a whole number within 1..1000",
                "upstream a host:80 heavy=2 | line 1 says \"heavy=2\"; known are weight=",
                "upstream a host:80 weight=1 weight=2 | line 1 says weight twice",
                "route /a/ a | line 1 has the prefix \"/a/\", which must be / or a path without a slash at its end",
                "route /.. a | line 1 has the prefix \"/..\", which must be / or a path without a slash at its end",
                "route /a/./b a | line 1 has the prefix \"/a/./b\", which must be / or a path without a slash at its end",
                "route / a retries=six | line 1 has retries=six, which must be a whole number within 0..5",
                "route / a stale=3601 | line 1 has stale=3601, which must be a whole number within 0..3600",
                "route / a balance=fair | line 1 has balance=fair, which must be round_robin, weighted, random or"
                        + " least_connections",
                "route / a whole=5 | line 1 gives a whole call less time than its first byte",
                "route / a | route / goes to \"a\", which no upstream is",
                "upstream a host:80 | there is no route",
            })
    void aWrongLineIsRefusedByName(String line, String error) {
        assertEquals(List.of(error), read(line).errors());
    }

    @Test
    void allFaultsOfTheFileAreReportedAtOnce() {
        RouteFile.ReadResult read =
                read("route / a b", "upstream a host:1", "upstream a host:1", "route /x a", "route /x a");

        assertEquals(
                List.of(
                        "line 1 says \"b\"; known are balance=, first-byte=, whole=, retries=, stale=",
                        "line 3 names host:1 a second time in a",
                        "line 5 routes /x a second time"),
                read.errors());
        assertTrue(read.table().routes().isEmpty());
        assertEquals(
                List.of("upstream \"b\" is used by no route"),
                read("upstream a host:1", "upstream b host:2", "route / a").errors());
    }
}
