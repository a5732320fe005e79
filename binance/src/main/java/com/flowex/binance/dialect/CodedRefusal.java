package com.flowex.binance.dialect;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;

/** A refusal whose code in this dialect is known where it is refused. */
public final class CodedRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final Code coded;

    CodedRefusal(RefusalCode code, Code coded, String message) {
        super(code, message);
        this.coded = coded;
    }

    /** As clients of this dialect know it. */
    public Code coded() {
        return coded;
    }
}
