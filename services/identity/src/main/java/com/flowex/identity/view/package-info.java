/** View of the log's accounts and their owners. */
@NullMarked
package com.flowex.identity.view;

import org.jspecify.annotations.NullMarked;
