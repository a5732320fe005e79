package com.flowex.identity.store.person;

import java.time.Instant;

/**
 * Entry of a person's consent log: a document was agreed to, or the consent was withdrawn.
 *
 * @param number number among the person's entries, from 1 without gaps
 * @param version version of the document, as its author names it
 * @param given true if given, false if withdrawn
 * @param address IP address of the request; empty once the person was erased
 */
public record ConsentEntry(int number, String document, String version, boolean given, Instant at, String address) {}
