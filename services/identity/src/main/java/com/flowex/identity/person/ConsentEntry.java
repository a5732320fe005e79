package com.flowex.identity.person;

import java.time.Instant;

/**
 * That somebody agreed to something, or took it back.
 *
 * @param number of the person's entries, from 1 without gaps
 * @param version of the document, as its author calls it
 * @param given false: taken back
 * @param address from where; empty once the person was erased
 */
record ConsentEntry(int number, String document, String version, boolean given, Instant at, String address) {}
