package com.flowex.ground.projection;

/**
 * A tenant that a view shows no further, because of one event; all other tenants go on.
 *
 * @param shown its rows are as of this event
 * @param event the first that is not in them
 * @param why one line for the operator
 */
public record StoppedTenant(int tenant, long shown, long event, String why) {

    @Override
    public String toString() {
        return "tenant " + tenant + " is shown up to event " + shown + ": " + why;
    }
}
