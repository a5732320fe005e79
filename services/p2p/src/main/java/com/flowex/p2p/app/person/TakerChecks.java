package com.flowex.p2p.app.person;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.method.People.Person;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.store.BlocksTable;
import com.flowex.p2p.store.Offer;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Checks of a person who takes an offer: the offer's conditions, blocks, and the owner's presence. */
public final class TakerChecks {

    private TakerChecks() {}

    /**
     * Requires that a person may take an offer.
     *
     * @throws Refusal {@code offer_conditions} or {@code offer_unavailable}
     */
    public static void require(Transaction connection, Offer offer, AccountId taker, Instant now) {
        if (offer.owner().equals(taker)) {
            throw refused("this offer is your own");
        }
        if (BlocksTable.isBetween(connection, offer.owner(), taker)) {
            throw refused("you and the owner of the offer do not trade with each other");
        }
        if (Presence.isAway(connection, offer.owner(), now)) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the owner of the offer is away");
        }
    }

    /**
     * Requires that a person meets the conditions of an offer.
     *
     * @param person the taker as identity knows it; empty if there is none
     * @throws Refusal {@code offer_conditions} with the first condition that is not met
     */
    public static void requireConditions(
            Offer.TakerConditions conditions, Reliability reliability, Optional<Person> person, Instant now) {
        if (reliability.trades() < conditions.trades() || reliability.perMille() < conditions.reliability()) {
            throw refused("the offer asks for " + conditions.trades() + " completed trades and a reliability of "
                    + conditions.reliability() + "; you have " + reliability.trades() + " and "
                    + reliability.perMille());
        }
        if (reliability.completionPerMille() < conditions.completion()) {
            throw refused("the offer asks for a completion of " + conditions.completion() + " of 1000 trades; yours is "
                    + reliability.completionPerMille());
        }
        long days =
                person.map(each -> Duration.between(each.since(), now).toDays()).orElse(0L);
        if (days < conditions.accountDays()) {
            throw refused("the offer asks for an account of " + conditions.accountDays() + " days; yours has " + days);
        }
        if (conditions.isVerifiedOnly() && !person.map(Person::isVerified).orElse(false)) {
            throw refused("the offer asks for a confirmed e-mail address");
        }
        String country = person.map(Person::country).orElse("");
        if (!conditions.countries().isEmpty() && !conditions.countries().contains(country)) {
            throw refused("the offer is for people of " + String.join(", ", conditions.countries())
                    + ": your profile names your country");
        }
    }

    private static Refusal refused(String why) {
        return new Refusal(RefusalCode.OFFER_CONDITIONS, why);
    }
}
