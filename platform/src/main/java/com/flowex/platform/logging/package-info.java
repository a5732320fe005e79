/**
 * Logging of a process: lines on the console, files of JSON, reports of faults, and their limits.
 *
 * <p>Invariant: no line holds a secret, or personal data other than numbers of users and addresses of requests. No
 * caller waits for logging, and every output that could grow with load is limited.
 */
@NullMarked
package com.flowex.platform.logging;

import org.jspecify.annotations.NullMarked;
