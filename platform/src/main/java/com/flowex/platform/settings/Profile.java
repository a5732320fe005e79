package com.flowex.platform.settings;

import java.util.Locale;

/** Environment in which FlowEx runs; it decides which defaults are permitted. */
public enum Profile {
    DEV,
    STAGING,
    PRODUCTION;

    /** Returns the lower-case name used in the environment and in metric tags. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
