import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { Preferences } from './shell/preferences.tsx';
import { Shell } from './shell/shell.tsx';

// What is shown was recorded as shown: it is not fetched again behind the reader's back.
const answers = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, refetchOnWindowFocus: false } },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <Preferences>
          <Router base="/console">
            <Shell />
          </Router>
        </Preferences>
      </QueryClientProvider>
    </StrictMode>,
  );
}
