/**
 * What a process says of itself: lines on the console, files of JSON, reports of faults, and how much of it.
 *
 * <p>Invariant: no line holds a secret or personal data but numbers of users and addresses of requests; nothing here is waited for,
 * and whatever could grow with load is rationed.
 */
@NullMarked
package com.flowex.ground.logging;

import org.jspecify.annotations.NullMarked;
