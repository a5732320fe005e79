package com.flowex.gateway.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.WritableHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RequestHeadWriterTest {

    /** The gateway writes this one itself, and that one is for traces. */
    private static final Set<String> NOT_RELAYED = Set.of("X-Request-Id", "traceparent");

    /** Services act on each header that a page may send: a client that marks one as its connection's is not believed. */
    @Test
    void noHeaderThatAPageMaySendIsTheConnectionsAlone() throws IOException {
        String source = Files.readString(
                Repository.file("access/http/src/main/java/com/flowex/access/http/response/CrossOrigin.java"));
        String sent = source.substring(source.indexOf("\"Authorization, Content-Type"));
        List<String> names = Pattern.compile("[A-Za-z][A-Za-z-]+")
                .matcher(sent.substring(0, sent.indexOf(';')))
                .results()
                .map(MatchResult::group)
                .filter(name -> !NOT_RELAYED.contains(name))
                .toList();
        assertTrue(names.containsAll(List.of("Authorization", "Idempotency-Key", "X-Signature")), names.toString());
        WritableHeaders<?> headers = WritableHeaders.create();
        headers.set(HeaderValues.create(HeaderNames.CONNECTION, String.join(", ", names)));
        names.forEach(name -> headers.set(HeaderValues.create(HeaderNames.create(name), "1")));

        assertEquals(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
                RequestHeadWriter.relayed(headers).stream()
                        .map(header -> header.headerName().lowerCase())
                        .collect(Collectors.toSet()));
    }
}
