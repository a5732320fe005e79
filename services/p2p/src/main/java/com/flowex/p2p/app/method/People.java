package com.flowex.p2p.app.method;

import java.time.Instant;
import java.util.Optional;

/** People as identity knows them. */
@FunctionalInterface
public interface People {

    /** Returns a user of a tenant; empty if there is none. It must not be called in a transaction. */
    Optional<Person> find(int tenant, long user);

    /**
     * Person.
     *
     * @param name first and last name
     * @param since beginning of the account
     * @param isVerified true if the person's e-mail address is confirmed
     * @param country country of residence of ISO 3166-1; empty if it is not known
     */
    record Person(String name, Instant since, boolean isVerified, String country) {}
}
