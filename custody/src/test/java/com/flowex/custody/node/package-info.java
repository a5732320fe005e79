@NullMarked
package com.flowex.custody.node;

import org.jspecify.annotations.NullMarked;
