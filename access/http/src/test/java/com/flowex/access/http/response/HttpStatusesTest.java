package com.flowex.access.http.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.ContractText;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: HTTP says of a refusal what the contract says, and nothing beyond the request. Method: every code once. */
class HttpStatusesTest {

    private static final List<String> CONTRACT = ContractText.lines();

    /** An answer of some operation, or said of all of them together with its code. */
    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void everyStatusIsInTheContract(RefusalCode code) {
        int status = HttpStatuses.of(code);
        String answer = "        '" + status + "':";
        String text = status + " `" + code.code() + "`";

        assertTrue(CONTRACT.stream().anyMatch(line -> line.startsWith(answer) || line.contains(text)), text);
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void faultsAreOursAndTheRestIsTheCallers(RefusalCode code) {
        assertEquals(code.isFault(), HttpStatuses.of(code) >= 500);
        assertEquals(code.isFinal(), HttpStatuses.of(code) < 500 && HttpStatuses.of(code) != HttpStatuses.TOO_MANY);
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void unauthorizedAnswersAloneCarryTheAuthenticationScheme(RefusalCode code) {
        Map<String, String> headers = EdgeRefusal.headersOf(new Refusal(code, "because"));

        assertEquals(HttpStatuses.of(code) == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of(), headers);
    }

    @Test
    void temporaryRefusalSaysWhenToRetry() {
        Refusal later = Refusal.forNow(RefusalCode.OVERLOADED, "because", 7);

        assertEquals(Map.of("Retry-After", "7"), EdgeRefusal.headersOf(later));
        assertEquals(503, Problem.of(later, "id").status());
    }

    @Test
    void theServerBelowMayKnowBetter() {
        Refusal old = EdgeRefusal.withStatus(505, RefusalCode.MALFORMED_REQUEST, "because");

        assertEquals(505, HttpStatuses.of(old));
        assertEquals(505, Problem.of(old, "id").status());
        assertEquals(400, HttpStatuses.of(RefusalCode.MALFORMED_REQUEST));
    }
}
