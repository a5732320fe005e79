package com.flowex.risk.app.alert;

import java.math.BigDecimal;
import java.util.Locale;

/** Side of the threshold on which a value fires the alert. */
public enum AlertSide {
    ABOVE {
        @Override
        boolean isBeyond(BigDecimal value, BigDecimal threshold) {
            return value.compareTo(threshold) > 0;
        }

        @Override
        boolean isBack(BigDecimal value, BigDecimal threshold, BigDecimal hysteresis) {
            return value.compareTo(threshold.subtract(hysteresis)) <= 0;
        }
    },
    BELOW {
        @Override
        boolean isBeyond(BigDecimal value, BigDecimal threshold) {
            return value.compareTo(threshold) < 0;
        }

        @Override
        boolean isBack(BigDecimal value, BigDecimal threshold, BigDecimal hysteresis) {
            return value.compareTo(threshold.add(hysteresis)) >= 0;
        }
    };

    abstract boolean isBeyond(BigDecimal value, BigDecimal threshold);

    /** Returns true if the value is back; never true where it is beyond the threshold. */
    abstract boolean isBack(BigDecimal value, BigDecimal threshold, BigDecimal hysteresis);

    /** Returns the name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
