package com.flowex.ground.settings;

import java.util.Locale;

/** Where FlowEx runs; decides which defaults are permitted. */
public enum Profile {
    DEV,
    STAGING,
    PRODUCTION;

    /** The lower-case name used in the environment and in metric tags. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
