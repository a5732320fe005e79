/** Networks of a process, and its signer: the one place where connectors are opened. */
@NullMarked
package com.flowex.custody.connector;

import org.jspecify.annotations.NullMarked;
