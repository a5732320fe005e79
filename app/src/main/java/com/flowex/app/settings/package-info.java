/** Settings of a process: the parts of an exchange it runs, its nodes, its services. */
@NullMarked
package com.flowex.app.settings;

import org.jspecify.annotations.NullMarked;
