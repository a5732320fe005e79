package com.flowex.access.http.page;

import static com.flowex.access.http.page.ContentCoding.BROTLI;
import static com.flowex.access.http.page.ContentCoding.GZIP;
import static com.flowex.access.http.page.ContentCoding.IDENTITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentCodingTest {

    private static final Set<ContentCoding> BOTH = Set.of(BROTLI, GZIP);

    @Test
    void theHeaviestCodingIsSentAndBrotliWhereTwoWeighTheSame() {
        Map.ofEntries(
                        Map.entry("gzip, deflate, br, zstd", BROTLI),
                        Map.entry("gzip, deflate", GZIP),
                        Map.entry("br;q=0.8, gzip;q=0.9", GZIP),
                        Map.entry("br;q=0.875, gzip;q=0.87", BROTLI),
                        Map.entry("BR ; Q=1.000", BROTLI),
                        Map.entry("x-gzip", GZIP),
                        Map.entry("*", BROTLI),
                        Map.entry("*;q=0.5, br;q=0", GZIP),
                        Map.entry("gzip;q=0.5, identity", IDENTITY),
                        Map.entry("gzip, identity", GZIP))
                .forEach((accepted, coding) -> assertEquals(coding, ContentCoding.best(accepted, BOTH), accepted));
    }

    @Test
    void contentIsSentAsItIsWhereNoCodingIsAccepted() {
        for (String accepted : Set.of(
                "", "identity", "br;q=0", "gzip;q=0.000, br;q=0.", "*;q=0", "identity;q=0", "deflate", "zstd, ,;q=1")) {
            assertEquals(IDENTITY, ContentCoding.best(accepted, BOTH), accepted);
        }
        assertEquals(IDENTITY, ContentCoding.best("br", Set.of(GZIP)));
        assertEquals(IDENTITY, ContentCoding.best("*", Set.of()));
    }

    @Test
    void aWeightThatCannotBeReadRulesItsCodingOut() {
        for (String weight : Set.of("1.5", "0.1234", "-1", "high", "", "0,5", "1.001")) {
            assertEquals(GZIP, ContentCoding.best("br;q=" + weight + ", gzip;q=0.1", BOTH), weight);
        }
        assertEquals(GZIP, ContentCoding.best("br;level=9, gzip;q=0.1", BOTH));
        assertEquals(GZIP, ContentCoding.best("br, gzip, br;q=0", BOTH));
    }
}
