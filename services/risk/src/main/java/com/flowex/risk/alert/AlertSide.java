package com.flowex.risk.alert;

import java.math.BigDecimal;
import java.util.Locale;

/** On which side of its threshold a value is to be told. */
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

    /** Never where it is beyond. */
    abstract boolean isBack(BigDecimal value, BigDecimal threshold, BigDecimal hysteresis);

    /** The name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
