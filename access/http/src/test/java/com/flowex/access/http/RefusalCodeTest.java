package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.ContractText;
import com.flowex.domain.RejectReason;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: clients know every code there is. Method: the codes against the contract's list and the engine's reasons. */
class RefusalCodeTest {

    private static Stream<String> codes() {
        return Arrays.stream(RefusalCode.values()).map(RefusalCode::code);
    }

    /** Closes finding R2: the same words, none more and none less. */
    @Test
    void theCodesAreThoseOfTheContract() {
        assertEquals(codes().toList(), ContractText.words("ProblemCode"));
    }

    @Test
    void theEnginesRefusalsComeLastAndInTheOrderOfTheirPrecedence() {
        List<String> reasons =
                Arrays.stream(RejectReason.values()).map(RejectReason::code).toList();
        int own = RefusalCode.values().length - reasons.size();

        assertEquals(reasons, codes().skip(own).toList());
        assertEquals(reasons, ContractText.words("RejectCode"));
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void rejectReasonsOfTheEngineKeepTheirCodeInTheApi(RejectReason reason) {
        assertEquals(reason.code(), RefusalCode.of(reason).code());
        assertEquals(RefusalCode.of(reason), Refusal.refused(reason).code());
        assertTrue(RefusalCode.of(reason).isFinal(), "the log would say it again");
    }

    @Test
    void temporaryRefusalsAreNotFinal() {
        assertFalse(RefusalCode.RATE_LIMITED.isFinal());
        assertFalse(RefusalCode.TOO_MANY_ATTEMPTS.isFinal());
        assertFalse(RefusalCode.OVERLOADED.isFinal());
        assertTrue(RefusalCode.INVALID_FIELD.isFinal());
    }
}
