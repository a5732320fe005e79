package com.flowex.engine;

/** Which tenants' trading is stopped. */
final class KillSwitches {

    boolean isTenantKilled(int tenant) {
        return false;
    }
}
