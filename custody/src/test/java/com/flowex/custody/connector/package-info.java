@NullMarked
package com.flowex.custody.connector;

import org.jspecify.annotations.NullMarked;
