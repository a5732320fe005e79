package com.flowex.binance.dialect;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** A refusal whose code in this dialect is known where it is refused. */
public final class CodedRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final Code coded;
    private final transient @Nullable Object data;

    CodedRefusal(RefusalCode code, Code coded, String message, @Nullable Object data) {
        super(code, message);
        this.coded = coded;
        this.data = data;
    }

    /** As clients of this dialect know it. */
    public Code coded() {
        return coded;
    }

    /** What stands beside the message, written as JSON; null where nothing does. */
    public @Nullable Object data() {
        return data;
    }
}
