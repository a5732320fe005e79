/** Which networks a process reaches, and who signs for it: the one place where connectors are opened. */
@NullMarked
package com.flowex.custody.connector;

import org.jspecify.annotations.NullMarked;
