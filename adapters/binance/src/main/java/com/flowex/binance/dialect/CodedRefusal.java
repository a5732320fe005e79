package com.flowex.binance.dialect;

import com.fasterxml.jackson.databind.util.RawValue;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import org.jspecify.annotations.Nullable;

/** Refusal with an explicit code of this dialect. */
public final class CodedRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final BinanceErrorCode coded;
    private final transient @Nullable Object data;

    CodedRefusal(RefusalCode code, BinanceErrorCode coded, String message, @Nullable Object data) {
        super(code, message);
        this.coded = coded;
        this.data = data;
    }

    /** Returns the same refusal with the times of its data in a unit. */
    public CodedRefusal in(TimestampUnit unit) {
        return data == null ? this : new CodedRefusal(code(), coded, detail(), new RawValue(unit.text(data)));
    }

    /** Returns the code in this dialect. */
    public BinanceErrorCode coded() {
        return coded;
    }

    /** Returns the data beside the message, written as JSON; null if there is none. */
    public @Nullable Object data() {
        return data;
    }
}
